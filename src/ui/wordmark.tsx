import { classNames } from './class-names.ts'

/** The name with its mark: a speech bubble that carries the exclamation mark. */
export function Wordmark({ class: extra }: { class?: string }) {
  return (
    <span class={classNames('wordmark', extra)}>
      <svg class="wordmark-mark" viewBox="0 0 32 33" aria-hidden="true">
        <path
          class="wordmark-bubble"
          d="M9 1h14a7 7 0 0 1 7 7v10a7 7 0 0 1-7 7H13.5l-6.3 5.6A.7.7 0 0 1 6 30v-5.7A7 7 0 0 1 2 18V8a7 7 0 0 1 7-7z"
        />
        <path class="wordmark-stroke" d="M16 6.8v7.6" />
        <circle class="wordmark-dot" cx="16" cy="19.8" r="2.3" />
      </svg>
      <span>
        LAPOR<span class="wordmark-bang">!</span>
      </span>
    </span>
  )
}
