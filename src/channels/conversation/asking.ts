import type { ReportCommand } from './commands.ts'

/** What we asked the sender and wait to be answered; kept as JSON with the conversation. */
export type Asking =
  /** The keyword of a report may mean several institutions. */
  | {
      readonly kind: 'institution'
      readonly codes: readonly string[]
      readonly body: string
      readonly attachments: readonly string[]
      readonly location: Place | null
    }
  /** Which of several reports a command without a number means. */
  | { readonly kind: 'report'; readonly command: ReportCommand; readonly numbers: readonly string[] }
  /** There is no word yet: only a keyword, a photo or a place. */
  | {
      readonly kind: 'body'
      readonly institutionCode: string | null
      readonly attachments: readonly string[]
      readonly location: Place | null
    }
  | { readonly kind: 'rating'; readonly number: string }
  /** What is not solved yet. */
  | { readonly kind: 'reason'; readonly number: string }
  /** Name and NIK of a report that waits for them; what was given of it already stands, sealed, with the reporter. */
  | { readonly kind: 'identity'; readonly number: string }
  /** Where it is: what comes next belongs to this report. */
  | { readonly kind: 'place'; readonly number: string }
  /** We took a free text as an addition; BARU makes a report of its own of it. */
  | { readonly kind: 'added'; readonly body: string; readonly attachments: readonly string[] }

export interface Place {
  readonly latitude: number
  readonly longitude: number
  readonly label: string | null
}
