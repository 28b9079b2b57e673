import { Button } from '../button.tsx'
import { CheckboxField, RadioCards, RatingInput, Select } from '../choice-field.tsx'
import { Combobox } from '../combobox.tsx'
import { FileInput } from '../file-input.tsx'
import { DraftNotice, Form } from '../form.tsx'
import { LocationField } from '../location-field.tsx'
import type { PageFrame } from '../page-frame.ts'
import { CodeInput, DateInput, TextArea, TextInput } from '../text-field.tsx'
import { Example } from './example.tsx'

export function FieldSection({ page }: { page: PageFrame }) {
  const { t } = page
  return (
    <Example name="Form">
      <Form page={page} action="/_ui" class="max-w-xl" draft="gallery" files>
        <DraftNotice t={t} />
        <RadioCards
          name="class"
          label="Apa yang ingin Anda sampaikan?"
          value="complaint"
          choices={[
            {
              value: 'complaint',
              label: 'Pengaduan',
              hint: 'Layanan publik yang rusak, lambat, atau tidak adil.',
              icon: 'alert-triangle',
            },
            {
              value: 'aspiration',
              label: 'Aspirasi',
              hint: 'Usul untuk layanan yang lebih baik.',
              icon: 'message',
            },
            {
              value: 'information_request',
              label: 'Permintaan informasi',
              hint: 'Pertanyaan kepada instansi.',
              icon: 'info',
            },
          ]}
        />
        <TextInput
          name="title"
          label="Judul"
          optional={t('ui.optional')}
          hint="Satu kalimat pendek."
          value="Lampu jalan mati"
        />
        <TextArea
          t={t}
          name="body"
          label="Ceritakan masalahnya"
          hint="Apa yang terjadi, siapa yang terdampak, apa yang Anda harapkan."
          error="Ceritakan masalahnya, paling sedikit 20 huruf."
          value="Gelap sekali"
          maxLength={4000}
        />
        <DateInput name="occurred_on" label="Kapan terjadi?" value="2026-11-23" />
        <Combobox
          t={t}
          name="area"
          label="Di mana?"
          hint="Kelurahan, kecamatan, atau kota."
          url="/_ui/saran?q={query}"
        />
        <LocationField t={t} />
        <Select
          name="category"
          label="Kategori"
          optional={t('ui.optional')}
          empty="Saya tidak tahu"
          choices={[
            {
              group: 'Pekerjaan umum',
              choices: [
                { value: 'road', label: 'Jalan dan jembatan' },
                { value: 'lamp', label: 'Penerangan jalan' },
              ],
            },
            { value: 'waste', label: 'Sampah' },
          ]}
        />
        <FileInput
          t={t}
          name="attachments"
          label="Foto atau berkas"
          optional={t('ui.optional')}
          hint="Paling banyak 5, masing-masing 10 MB."
          multiple
          maxFiles={5}
          maxBytes={10_485_760}
          kept={[{ id: 'k1', fileName: 'lampu-mati.jpg', detail: '1,2 MB' }]}
        />
        <CheckboxField
          name="anonymous"
          label="Sembunyikan nama saya"
          hint="Instansi dan publik tidak melihat nama Anda."
          checked
        />
        <CheckboxField name="consent" label="Isi laporan ini benar" error="Centang bila isinya benar." />
        <TextInput
          name="phone"
          label="Nomor telepon"
          type="tel"
          autocomplete="tel"
          width="medium"
          value="0812"
          error="Tulis nomor telepon seperti 0812 3456 7890."
        />
        <CodeInput
          name="code"
          label="Kode dari SMS"
          hint="Enam angka, dikirim ke 0812 •••• 7890."
          value="482913"
        />
        <RatingInput
          name="rating"
          label="Seberapa puas Anda dengan penyelesaiannya?"
          words={['Sangat kecewa', 'Kecewa', 'Cukup', 'Puas', 'Sangat puas']}
          value={4}
        />
        <Button size="large" wide="phone">
          Kirim laporan
        </Button>
      </Form>
    </Example>
  )
}
