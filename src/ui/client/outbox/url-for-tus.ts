/** The tus client's own parser of addresses is for browsers without one; this takes its place in the build. */
export default class ResolvedUrl {
  readonly #resolved: URL
  constructor(link: string, origin: string) {
    this.#resolved = new URL(link, new URL(origin, location.href))
  }
  toString(): string {
    return this.#resolved.href
  }
}
