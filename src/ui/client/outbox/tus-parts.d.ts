/* The parts of the tus client that also a service worker can load; its package types only the whole. */
declare module 'tus-js-client/lib/upload.js' {
  import type { UploadOptions } from 'tus-js-client'
  export default class BaseUpload {
    static readonly defaultOptions: UploadOptions
    readonly url: string | null
    constructor(file: Blob, options: UploadOptions)
    start(): void
    abort(): Promise<void>
  }
}
declare module 'tus-js-client/lib/error.js' {
  export { DetailedError as default } from 'tus-js-client'
}
