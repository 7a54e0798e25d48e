/* The page works without this. With it, a changed assumption gives a new advice at once, and printing has a button. */

const announcer = document.createElement('p')
announcer.className = 'schakel-visually-hidden'
announcer.setAttribute('role', 'status')
document.body.append(announcer)

let sent = ''

/** Sends the form as it is and puts the new advice in place of the old one; the browser does it when we cannot. */
async function calculateAgain(form) {
  const body = new URLSearchParams(new FormData(form)).toString()
  if (body === sent) return // Enter changes a field and sends the form

  sent = body
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  try {
    const response = await fetch(form.action, { method: 'POST', headers, body })
    const text = await response.text()
    if (body !== sent) return // something newer is under way
    const fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('[data-result]')
    if (fresh === null) return form.submit()
    replace(fresh)
    if (response.redirected) history.replaceState(null, '', new URL(response.url).pathname)
  } catch {
    form.submit()
  }
}

/** Keeps the field that has the focus, what is being typed in it, and its place on the screen. */
function replace(fresh) {
  const active = document.activeElement
  const id = active?.id
  const typed = active instanceof HTMLInputElement ? active.value : undefined
  const before = active?.getBoundingClientRect().top ?? 0
  document.querySelector('[data-result]')?.replaceWith(fresh)
  prepare()

  const again = id ? document.getElementById(id) : fresh.querySelector('form button[type="submit"]')
  if (again instanceof HTMLInputElement && typed !== undefined) again.value = typed
  again?.focus({ preventScroll: true })
  if (again) scrollBy(0, again.getBoundingClientRect().top - before)
  announcer.textContent =
    fresh.querySelector('[role="alert"], [data-outcome]')?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
}

function prepare() {
  const print = document.querySelector('[data-print]')
  if (print !== null) {
    print.hidden = false
    print.addEventListener('click', () => globalThis.print())
  }
  const form = document.querySelector('[data-assumptions]')?.closest('form')
  form?.addEventListener('change', () => calculateAgain(form))
  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    calculateAgain(form)
  })
}

prepare()
