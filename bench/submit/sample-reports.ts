/** Reports as people send them, of different lengths; the contact is filled in for each. */
export interface SampleReport {
  readonly class: 'complaint' | 'aspiration' | 'information_request'
  readonly title?: string
  readonly body: string
  readonly area_code: string
  readonly location_text: string
  readonly name: string
}

export const SAMPLE_REPORTS: readonly SampleReport[] = [
  {
    class: 'complaint',
    title: 'Lampu jalan mati di depan pasar',
    body: 'Lampu penerangan jalan di depan pasar mati sejak tiga malam yang lalu. Gelap sekali kalau subuh, padahal banyak pedagang yang lewat.',
    area_code: '33.75.01.1002',
    location_text: 'Depan pasar, sebelah pos ronda',
    name: 'Siti Nur Rahma',
  },
  {
    class: 'complaint',
    body: 'Selokan di RT 03 RW 05 mampet penuh sampah plastik. Tiap hujan airnya naik ke jalan sampai semata kaki dan masuk ke teras rumah. Sudah kami bersihkan sendiri dua kali tapi sampah datang lagi dari hulu. Mohon dikeruk dan dipasang saringan.',
    area_code: '33.75.02.1002',
    location_text: 'Gang belakang musala RT 03 RW 05',
    name: 'Bambang Hariyanto',
  },
  {
    class: 'information_request',
    title: 'Syarat pindah domisili',
    body: 'Mau tanya syarat pindah datang dari kabupaten lain, apakah surat pengantar RT masih perlu atau cukup lewat aplikasi?',
    area_code: '33.75.03.1003',
    location_text: 'Kantor kecamatan',
    name: 'Dewi Lestari',
  },
  {
    class: 'complaint',
    title: 'Antrean puskesmas dari jam lima pagi',
    body: 'Ibu saya umur 67 tahun harus antre dari jam lima pagi untuk periksa tekanan darah, nomor baru dibagi jam setengah delapan dan dokter datang jam sembilan lewat. Petugas bilang kuota hanya 30 orang sehari. Tolong dibuat antrean khusus lansia atau pendaftaran lewat telepon, kasihan yang sudah tua duduk di lantai. Kejadian ini sudah tiga kali kontrol berturut-turut, bukan sekali saja.',
    area_code: '33.75.04.1002',
    location_text: 'Ruang tunggu puskesmas',
    name: 'Muhammad Fajar Nugroho',
  },
  {
    class: 'aspiration',
    body: 'Usul: taman kota dibuka sampai jam sepuluh malam pada akhir pekan, supaya keluarga yang bekerja pagi sampai sore juga bisa memakainya.',
    area_code: '33.75.01.1002',
    location_text: 'Taman kota',
    name: 'Rina Wulandari',
  },
  {
    class: 'complaint',
    title: 'Jalan berlubang di tikungan, dua motor jatuh',
    body: 'Jalan di tikungan dekat jembatan berlubang besar, kira-kira satu meter, dalamnya sejengkal. Minggu ini sudah dua motor jatuh, satu orang dibawa ke rumah sakit. Kalau hujan lubangnya tidak kelihatan karena tergenang. Warga sudah memasang drum dan ranting sebagai tanda, tapi malam hari tetap bahaya karena tidak ada lampu. Mohon ditambal secepatnya sebelum ada korban lagi. Kami siap membantu menunjukkan tempatnya dan menutup jalan sementara kalau diperlukan.',
    area_code: '33.75.02.1002',
    location_text: 'Tikungan dekat jembatan, arah pabrik',
    name: 'Agus Setiawan',
  },
]

/** The body of a request to `POST /api/v1/reports`. */
export function requestBody(sample: SampleReport, phone: string): string {
  const { area_code, location_text, name, ...report } = sample
  return JSON.stringify({ ...report, location: { area_code, text: location_text }, contact: { name, phone } })
}

/** A valid Indonesian mobile number for a counter, always 12 digits long. */
export function phoneOf(counter: number): string {
  return `0812${String(counter % 100_000_000).padStart(8, '0')}`
}
