import { type Language, translator } from '../../i18n/index.ts'
import type { PresentedAttachment, PublicReport, ReporterReport, StaffReport } from '../../reports/index.ts'

/** A presented report as JSON: instants as ISO 8601, words in the caller's language. */
export function reportBody(
  report: PublicReport | ReporterReport | StaffReport,
  language: Language,
  baseUrl: string,
  urlOf: (file: PresentedAttachment) => string = ({ id, shown_on }) =>
    `${baseUrl}/lampiran/${id}${shown_on === null ? '' : `?laporan=${shown_on}`}`,
) {
  const {
    area,
    location_text,
    latitude,
    longitude,
    category,
    timeline,
    attachments,
    time_zone: _,
    ...rest
  } = report
  const attachment = (file: PresentedAttachment) => {
    const { shown_on: _, ...item } = file
    return { ...item, url: urlOf(file) }
  }
  return {
    ...isoDates(rest),
    state_label: translator(language)(`state.${report.state}`),
    category: category === null ? null : { code: category.code, name: category[`name_${language}`] },
    location: {
      area_code: area?.code ?? null,
      area_name: area?.full_name ?? null,
      text: location_text,
      latitude,
      longitude,
    },
    timeline: timeline.map((event) => ({
      ...isoDates(event),
      attachments: event.attachments.map(attachment),
    })),
    attachments: attachments.map(attachment),
  }
}

/** The instants of a row as text; everything else as it is. */
export function isoDates<Row extends object>(
  row: Row,
): {
  [Key in keyof Row]: Row[Key] extends Date ? string : Row[Key] extends Date | null ? string | null : Row[Key]
} {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
  ) as ReturnType<typeof isoDates<Row>>
}
