import { DueBadge, StateBadge } from '../badge.tsx'
import { Card } from '../card.tsx'
import type { PageFrame } from '../page-frame.ts'
import { ReportCard, ReportList } from '../report-card.tsx'
import type { ReportStateName } from '../report-state.ts'
import { PrintButton, TrackingNumber } from '../small-actions.tsx'
import { reportSteps, StepProgress } from '../step-progress.tsx'
import { Timeline } from '../timeline.tsx'
import { Example } from './example.tsx'

const STATES: readonly ReportStateName[] = [
  'awaiting_identity',
  'submitted',
  'on_hold',
  'assigned',
  'in_progress',
  'answered',
  'closed',
  'archived',
]

export function ReportSection({ page }: { page: PageFrame }) {
  const { t } = page
  return (
    <>
      <Example name="StateBadge, DueBadge, TrackingNumber">
        <div class="stack">
          <div class="flex flex-wrap gap-2">
            {STATES.map((state) => (
              <StateBadge key={state} t={t} state={state} />
            ))}
          </div>
          <div class="flex flex-wrap items-center gap-4">
            <DueBadge text="9 hari kerja lagi" tone="calm" />
            <DueBadge text="Besok pukul 16.00" tone="soon" />
            <DueBadge text="Lewat 3 hari kerja" tone="overdue" />
            <DueBadge what="Verifikasi" text="lewat 3 hari" tone="overdue" />
            <DueBadge text="Tenggat berhenti" tone="stopped" />
          </div>
          <div class="flex flex-wrap items-center gap-4">
            <TrackingNumber t={t} number="82740193" />
            <PrintButton t={t} />
          </div>
        </div>
      </Example>
      <Example name="StepProgress">
        <div class="stack-large">
          <StepProgress t={t} steps={reportSteps(t)} current={2} />
          <StepProgress t={t} steps={reportSteps(t)} current={5} />
          <StepProgress t={t} steps={reportSteps(t, true)} current={null} />
        </div>
      </Example>
      <Example name="ReportCard">
        <ReportList columns>
          <ReportCard
            t={t}
            href="#1"
            state="in_progress"
            trackingNumber="82740193"
            title="Lampu jalan di depan SD sudah tiga minggu mati"
            excerpt="Setiap malam gelap gulita, anak-anak pulang mengaji lewat situ. Sudah ada yang jatuh ke selokan. Mohon segera diganti."
            time="kemarin"
            place="Kelurahan Bendan Kergon"
            handler="Dinas Perhubungan"
            badges={<DueBadge text="2 hari kerja lagi" tone="soon" />}
          />
          <ReportCard
            t={t}
            href="#2"
            state="closed"
            trackingNumber="82739944"
            title="Antrean KTP"
            excerpt="Datang jam 7 pagi, nomor antrean sudah habis."
            time="12 Nov 2026"
            handler="Dinas Kependudukan dan Pencatatan Sipil"
            category="Administrasi kependudukan"
          />
          <ReportCard
            t={t}
            href="#3"
            state="submitted"
            trackingNumber="82740210"
            title="Banjir rob masuk rumah warga setiap pasang"
            time="2 jam lalu"
            place="Kelurahan Panjang Wetan"
          />
        </ReportList>
      </Example>
      <Example name="Timeline">
        <Card>
          <Timeline
            t={t}
            entries={[
              { id: 'e1', title: 'Laporan diterima', time: '3 Nov 2026, 08.12 WIB', actor: 'Pelapor' },
              {
                id: 'e2',
                title: 'Terverifikasi dan diteruskan ke Dinas Pekerjaan Umum',
                time: '4 Nov 2026, 09.40 WIB',
                actor: 'Admin Kota',
              },
              {
                id: 'e3',
                kind: 'problem',
                title: 'Dikembalikan: bukan wewenang',
                time: '5 Nov 2026, 10.02 WIB',
                actor: 'Dinas Pekerjaan Umum',
                text: 'Lampu di ruas ini milik Dinas Perhubungan.',
              },
              {
                id: 'e4',
                kind: 'speech',
                visibility: 'internal',
                title: 'Catatan',
                time: '5 Nov 2026, 11.30 WIB',
                actor: 'Budi Santoso',
                text: 'Cek stok lampu dulu.\nSudah dihubungi gudang.',
              },
              {
                id: 'e5',
                kind: 'reporter',
                title: 'Pelapor menambahkan keterangan',
                time: '6 Nov 2026, 19.03 WIB',
                text: 'Tiangnya nomor 14, depan warung.',
              },
              {
                id: 'e6',
                kind: 'answer',
                title: 'Dijawab: selesai ditangani',
                time: '7 Nov 2026, 15.20 WIB',
                actor: 'Dinas Perhubungan',
                text: 'Lampu sudah kami ganti dan menyala sejak semalam. Terima kasih atas laporannya.',
                attachments: [{ href: '#foto', fileName: 'sesudah.pdf', detail: '240 KB' }],
              },
            ]}
            next={<p>Menunggu tanggapan Anda sampai 17 November 2026.</p>}
          />
        </Card>
      </Example>
    </>
  )
}
