import { join } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { invalid } from '../../../errors.ts'
import { type AppContext, staffOf } from '../../../http/index.ts'
import type { Language } from '../../../i18n/index.ts'
import {
  EXPORT_FORMATS,
  type FiguresName,
  type FiguresTable,
  writeFiguresFile,
} from '../../../statistics/index.ts'
import { Button, Form, type PageFrame } from '../../../ui/index.ts'
import { EXPORTS_PATH } from '../exports/view.tsx'

/** Below a table of figures: have it as a file, as it is filtered here. */
export function TakeFigures({
  page,
  action,
  kept,
}: {
  readonly page: PageFrame
  readonly action: string
  readonly kept: Readonly<Record<string, string>>
}) {
  const { t } = page
  return (
    <Form page={page} action={action}>
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div class="flex flex-wrap items-center gap-2">
        <span class="text-ink-soft">{t('figures_file.take')}</span>
        {EXPORT_FORMATS.map((format) => (
          <Button key={format} look="secondary" size="small" icon="download" name="format" value={format}>
            {format.toUpperCase()}
          </Button>
        ))}
      </div>
    </Form>
  )
}

/** Write the table that a form asks for, and lead to the file. */
export async function sendFigures(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: {
    readonly what: FiguresName
    readonly language: Language
    readonly kept: Readonly<Record<string, string>>
    readonly table: () => Promise<FiguresTable>
  },
): Promise<FastifyReply> {
  const format = EXPORT_FORMATS.find((known) => known === request.form.get('format'))
  if (format === undefined) throw invalid([{ field: 'format', code: 'unknown_part' }])
  const { what, language, kept } = asked
  const id = await writeFiguresFile(
    context,
    join(context.config.dataDir, 'exports'),
    staffOf(request).accountId,
    { what, format, language, query: new URLSearchParams(kept).toString(), table: await asked.table() },
  )
  return reply.redirect(`${EXPORTS_PATH}/${id}`, 303)
}
