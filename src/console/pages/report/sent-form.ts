import type { PostedForm } from '../../../http/index.ts'
import type { Staff } from '../../../identity/index.ts'

/** A form of the report's page as it arrived. */
export interface SentForm {
  readonly staff: Staff
  readonly trackingNumber: string
  readonly posted: PostedForm
  /** Ids of the files that go with it. */
  readonly attachments: readonly string[]
}
