import type { PageFrame } from '../page-frame.ts'
import { PublicLayout } from '../public-layout.tsx'
import { DataSection } from './data-section.tsx'
import { FieldSection } from './field-section.tsx'
import { LookSection } from './look-section.tsx'
import { PhoneSection } from './phone-section.tsx'
import { ReportSection } from './report-section.tsx'

/** Every component in its states, for training mode at `/_ui`; its sample words are no interface texts. */
export function ComponentGallery({ page }: { page: PageFrame }) {
  return (
    <PublicLayout page={page} title="UI" noIndex>
      <h1>UI</h1>
      <div class="stack-large mt-8">
        <LookSection />
        <FieldSection page={page} />
        <ReportSection page={page} />
        <DataSection page={page} />
        <PhoneSection page={page} />
      </div>
    </PublicLayout>
  )
}
