// Elements without a framework: texts go in as text, never as markup.

const SVG = 'http://www.w3.org/2000/svg'

/**
 * el('button', {class: 'big', onclick: f}, 'text', child…); an attribute of null or false is left
 * out, and so is a child.
 * @param {string} name
 * @param {Object<string, any>} [attributes]
 * @param {...(Node|string|null|false|Array)} children
 * @returns {any}
 */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children)
}

/** The same for a drawing. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children)
}

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value)
    else node.setAttribute(key, value === true ? '' : value)
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== false && child !== undefined))
  return node
}
