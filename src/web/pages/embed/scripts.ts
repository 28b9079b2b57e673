/**
 * `<lapor-form institution="kota-pekalongan">` for an institution's own site: the frame with the form, as high as its
 * content. Without script the plain `<iframe>` inside the element does the same at a fixed height.
 */
export const LAPOR_FORM_SCRIPT = `
const base = new URL(import.meta.url).origin
class LaporForm extends HTMLElement {
  static observedAttributes = ['institution', 'language']
  #frame = null
  #listen = (event) => {
    if (event.source !== this.#frame?.contentWindow || event.origin !== base) return
    const height = Number(event.data?.laporHeight)
    if (height > 0 && height < 20000) this.#frame.style.height = height + 'px'
  }
  connectedCallback() {
    window.addEventListener('message', this.#listen)
    this.#show()
  }
  disconnectedCallback() {
    window.removeEventListener('message', this.#listen)
  }
  attributeChangedCallback() {
    if (this.isConnected) this.#show()
  }
  #show() {
    const institution = this.getAttribute('institution') ?? ''
    if (!/^[a-z0-9-]{1,100}$/.test(institution)) return
    const language = this.getAttribute('language') === 'en' ? '&bahasa=en' : ''
    const frame = document.createElement('iframe')
    frame.src = base + '/tanam/' + institution + '?tinggi=1' + language
    frame.title = this.getAttribute('label') ?? 'LAPOR!'
    frame.style.cssText = 'width:100%;height:640px;border:0'
    frame.loading = 'lazy'
    this.#frame = frame
    this.replaceChildren(frame)
  }
}
if (!customElements.get('lapor-form')) customElements.define('lapor-form', LaporForm)
`.trimStart()

/** Tells the page around how high the form is; a number and nothing else. */
export const FRAME_SCRIPT = `
const tell = () => parent.postMessage({ laporHeight: document.documentElement.scrollHeight }, '*')
new ResizeObserver(tell).observe(document.body)
tell()
`.trimStart()
