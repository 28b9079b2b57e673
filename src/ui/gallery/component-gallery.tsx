import type { PageFrame } from '../page-frame.ts'
import { PublicLayout } from '../public-layout.tsx'

/** Every component in its states, for training mode at `/_ui`. */
export function ComponentGallery({ page }: { page: PageFrame }) {
  return (
    <PublicLayout page={page} title="UI" noIndex>
      <h1>UI</h1>
    </PublicLayout>
  )
}
