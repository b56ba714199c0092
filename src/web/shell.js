// One view at a time, and the phone's back button goes to the one before.

import { t } from './i18n.js'
import { el } from './dom.js'

/**
 * @typedef {Object} View
 * @property {string} name           becomes the body's data-view
 * @property {() => Node} render     called again when the language changes
 * @property {() => void} [enter]    after it is shown, also when it comes back
 * @property {() => void} [leave]    before another is shown
 */

/** @type {View[]} */
const stack = []

function top() {
  return stack[stack.length - 1]
}

/** Draws the view again, as after a change of language. */
export function redraw() {
  const view = top()
  if (!view) return
  document.body.dataset.view = view.name
  document.getElementById('app').replaceChildren(view.render())
}

function show() {
  redraw()
  window.scrollTo(0, 0)
  const heading = document.querySelector('h1')
  if (heading) {
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }
  top().enter?.()
}

/** The view that all others are opened from. @param {View} view */
export function start(view) {
  top()?.leave?.()
  stack.splice(0, stack.length, view)
  show()
}

/** @param {View} view */
export function open(view) {
  top()?.leave?.()
  stack.push(view)
  history.pushState({ depth: stack.length }, '')
  show()
}

/** In place of the view that is open, so that back doesn't lead to it. @param {View} view */
export function replace(view) {
  if (stack.length < 2) return open(view)
  top().leave?.()
  stack[stack.length - 1] = view
  show()
}

export function back() {
  history.back()
}

/** Back to the first view. */
export function home() {
  if (stack.length > 1) history.go(1 - stack.length)
}

/** Whether a view of that name is open: work that ends late asks. */
export function shows(name) {
  return top()?.name === name
}

/** Whether the first view is open: nothing is lost if the page is loaded anew. */
export function atHome() {
  return stack.length === 1
}

window.addEventListener('popstate', (event) => {
  const depth = Math.max(1, event.state?.depth ?? 1)
  if (depth >= stack.length) return
  top().leave?.()
  stack.splice(depth)
  show()
})

/** A heading with a way back, for views that are no full-screen ones. */
export function bar(title) {
  return el('header', { class: 'bar' },
    el('button', { class: 'bar-back', onclick: back, 'aria-label': t('back') }, '‹'),
    el('h1', {}, title))
}
