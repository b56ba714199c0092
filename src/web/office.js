// Whose site this is: office.txt, which `khoa web` writes.
//
//   khoa-site 1
//   authority RWQ…
//   name Công an huyện …

/** @typedef {{authority: string, name: string}} Office */

/** @returns {Promise<Office>} */
export async function loadOffice() {
  const response = await fetch('office.txt')
  if (!response.ok) throw new Error(`office.txt: ${response.status}`)
  const [head, ...lines] = (await response.text()).trimEnd().split('\n')
  if (head !== 'khoa-site 1') throw new Error('office.txt: not of this version')
  const fields = Object.fromEntries(lines.map((line) => {
    const space = line.indexOf(' ')
    return [line.slice(0, space), line.slice(space + 1)]
  }))
  return { authority: fields.authority, name: fields.name }
}
