import PDFDocument from 'pdfkit'
import type { MonthlyReport } from './compose.ts'

/** The report on paper: A4, in plain type, with where it comes from. */
export function printReport(report: MonthlyReport, source: string): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: 64, bottom: 64, left: 68, right: 68 },
    info: { Title: report.title },
    lang: 'id',
    tagged: true,
    displayTitle: true,
  })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })
  document.font('Helvetica-Bold').fontSize(20).fillColor('#1b2145').text(report.title)
  for (const { heading, sentences } of report.parts) {
    document.moveDown(1).font('Helvetica-Bold').fontSize(13).text(heading)
    document.moveDown(0.3).font('Helvetica').fontSize(11).text(sentences.join(' '), { lineGap: 3 })
  }
  document.moveDown(2).fontSize(9).fillColor('#4a4f6b').text(source)
  document.end()
  return done
}
