import type { ComponentChildren } from 'preact'

/** A named component with its states below it. */
export function Example({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <section>
      <h2 class="mb-4">{name}</h2>
      {children}
    </section>
  )
}
