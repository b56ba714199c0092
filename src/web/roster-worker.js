// The unlocked roster: opened here and only here, in a worker of its own, so that what was in the
// clear goes with the worker's memory when the page throws it away.

import { call, openCore } from './tag.js'

let roster = 0

async function open({ text, signature, authority, passphrase }) {
  await openCore()
  const form = call('khoa_web_form_open', text, signature, authority)
  if (form.fault) return form
  const opened = call('khoa_web_roster_open', form.form, passphrase)
  roster = opened.roster ?? 0
  return opened
}

const questions = {
  open,
  village: ({ place }) => call('khoa_web_roster_village', roster, place),
  find: ({ code }) => call('khoa_web_roster_find', roster, code),
}

self.onmessage = async ({ data }) => {
  try {
    self.postMessage({ id: data.id, answer: await questions[data.question](data) })
  } catch (error) {
    self.postMessage({ id: data.id, error: String(error) })
  }
}
