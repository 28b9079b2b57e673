import { Badge } from '../badge.tsx'
import { Button, ButtonLink, ButtonRow } from '../button.tsx'
import { Avatar, Kbd } from '../card.tsx'
import { Disclosure, EmptyState, ErrorSummary, Notice } from '../feedback.tsx'
import { ICON_NAMES, Icon } from '../icons.tsx'
import { Wordmark } from '../wordmark.tsx'
import { Example } from './example.tsx'

const TOKENS = [
  'bg-page',
  'bg-surface',
  'bg-sunken',
  'bg-primary-soft',
  'bg-primary',
  'bg-field',
  'bg-kunyit',
  'bg-accent',
  'bg-success',
  'bg-warning',
  'bg-danger',
  'bg-teal',
  'bg-plum',
  'bg-brick',
] as const

export function LookSection() {
  return (
    <>
      <Example name="Wordmark, colours, icons">
        <Wordmark class="text-3xl" />
        <ul class="my-6 grid grid-cols-4 gap-2 md:grid-cols-7">
          {TOKENS.map((token) => (
            <li key={token} class="text-sm">
              <span class={`block h-14 rounded-control border border-line ${token}`} />
              {token.slice(3)}
            </li>
          ))}
        </ul>
        <ul class="flex flex-wrap gap-4">
          {ICON_NAMES.map((name) => (
            <li key={name} title={name}>
              <Icon name={name} />
            </li>
          ))}
        </ul>
      </Example>
      <Example name="Button">
        <div class="stack">
          <ButtonRow>
            <Button type="button" size="large" iconAfter="arrow-right">
              Tulis laporan
            </Button>
            <Button type="button">Kirim laporan</Button>
            <Button type="button" look="secondary" icon="paperclip">
              Tambah berkas
            </Button>
            <Button type="button" look="quiet">
              Batal
            </Button>
            <Button type="button" look="danger" icon="trash">
              Tarik laporan
            </Button>
            <Button type="button" look="inverse">
              Di atas bidang gelap
            </Button>
            <Button type="button" disabled>
              Tidak tersedia
            </Button>
            <Button type="button" data-busy="" aria-label="Mengirim…">
              Mengirim…
            </Button>
          </ButtonRow>
          <ButtonRow>
            <ButtonLink href="#main" size="small" look="secondary" icon="printer">
              Cetak
            </ButtonLink>
            <ButtonLink href="#main" size="small" look="quiet" icon="share">
              Bagikan
            </ButtonLink>
          </ButtonRow>
        </div>
      </Example>
      <Example name="Notice, ErrorSummary, EmptyState, Disclosure">
        <div class="stack">
          <Notice title="Nomor telepon Anda tidak ditampilkan.">
            <p>Hanya petugas verifikasi yang dapat melihatnya.</p>
          </Notice>
          <Notice tone="success" title="Laporan terkirim." live>
            <p>
              Simpan nomornya, atau <a href="#main">ikuti lewat tautan ini</a>.
            </p>
          </Notice>
          <Notice tone="warning">Kode tinggal berlaku 2 menit.</Notice>
          <Notice tone="danger" title="Berkas tidak dapat dibaca." />
          <Notice tone="neutral">Laporan ini digabung dengan laporan lain tentang kejadian yang sama.</Notice>
          <ErrorSummary
            title="Ada dua isian yang perlu diperbaiki"
            errors={[
              { text: 'Ceritakan masalahnya, paling sedikit 20 huruf.', href: '#body' },
              { text: 'Tulis nomor telepon seperti 0812 3456 7890.', href: '#phone' },
            ]}
          />
          <EmptyState
            title="Tidak ada laporan yang menunggu"
            icon="check-circle"
            action={
              <ButtonLink href="#main" look="secondary">
                Lihat semua laporan
              </ButtonLink>
            }
          >
            Semua laporan untuk unit Anda sudah ditindaklanjuti.
          </EmptyState>
          <Disclosure summary="Mengapa kami menanyakan ini?">
            <p>Supaya laporan sampai ke unit yang tepat tanpa dilempar ke sana kemari.</p>
          </Disclosure>
          <ButtonRow>
            <Disclosure summary="Kembalikan laporan" look="button" icon="return">
              <p>Tuliskan alasannya; pelapor akan membacanya.</p>
              <Button type="button">Ya, kembalikan</Button>
            </Disclosure>
          </ButtonRow>
          <Disclosure summary="Riwayat sebelumnya" look="card" icon="clock">
            <p>Tiga langkah lain.</p>
          </Disclosure>
        </div>
      </Example>
      <Example name="Badge, Avatar, Kbd">
        <div class="flex flex-wrap items-center gap-3">
          <Badge>Pengaduan</Badge>
          <Badge icon="lock" tone="warning">
            Rahasia
          </Badge>
          <Badge icon="eye-off">Anonim</Badge>
          <Badge icon="shield" tone="danger">
            Berkadar pengawasan
          </Badge>
          <Avatar name="Siti Rahmawati" />
          <Kbd>j</Kbd>
          <Kbd>k</Kbd>
          <Kbd>/</Kbd>
        </div>
      </Example>
    </>
  )
}
