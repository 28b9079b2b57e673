import type { PresentedAttachment } from '../reports/index.ts'
import type { PageFrame, TimelineAttachment } from '../ui/index.ts'
import { fileSize } from './file-size.ts'
import { PATHS } from './paths.ts'

/** A file as the page shows it: a picture small, anything else by name and size. */
export function attachmentView(
  { language }: Pick<PageFrame, 'language'>,
  attachment: PresentedAttachment,
): TimelineAttachment {
  const { shown_on } = attachment
  const href = PATHS.attachment(attachment.id) + (shown_on === null ? '' : `?laporan=${shown_on}`)
  return {
    href,
    fileName: attachment.name,
    detail: fileSize(attachment.bytes, language),
    ...(attachment.kind === 'image' ? { thumbnail: `${href}${shown_on === null ? '?' : '&'}kecil=1` } : {}),
  }
}
