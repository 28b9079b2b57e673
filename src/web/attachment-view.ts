import type { PresentedAttachment } from '../reports/index.ts'
import type { PageFrame, TimelineAttachment } from '../ui/index.ts'
import { fileSize } from './file-size.ts'
import { PATHS } from './paths.ts'

/** A file as the page shows it: a picture small, anything else by name and size. */
export function attachmentView(
  { language }: Pick<PageFrame, 'language'>,
  attachment: PresentedAttachment,
): TimelineAttachment {
  const href = PATHS.attachment(attachment.id)
  return {
    href,
    fileName: attachment.name,
    detail: fileSize(attachment.bytes, language),
    ...(attachment.kind === 'image' ? { thumbnail: `${href}?kecil=1` } : {}),
  }
}
