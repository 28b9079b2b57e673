import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../test/support/app.ts'
import { freePorts, hasKannel, type Kannel, startKannel } from '../../../test/support/kannel.ts'
import { notifyOfEvent } from '../../notifications/index.ts'
import { type ActionResult, answerReport, assignReport, holdReport, readReport } from '../../reports/index.ts'

const SECRET = 'rahasia-gerbang-sms'
const PASSWORD = 'rahasia-sendsms'

describe.skipIf(!hasKannel && process.env.LAPOR_TESTS !== 'whole')('through a real Kannel', () => {
  let lapor: TestApp
  let kannel: Kannel | undefined
  let city: TestStaff
  let works: TestStaff

  beforeAll(async () => {
    const [sendsms = 0, port = 0] = await freePorts(2)
    const ports = { sendsms, app: port }
    lapor = await createTestApp({
      PORT: String(ports.app),
      LAPOR_BASE_URL: 'http://lapor.example.go.id',
      LAPOR_SMS_SECRET: SECRET,
      LAPOR_KANNEL_SENDSMS_URL: `http://127.0.0.1:${ports.sendsms}/cgi-bin/sendsms`,
      LAPOR_KANNEL_USERNAME: 'lapor',
      LAPOR_KANNEL_PASSWORD: PASSWORD,
    })
    await lapor.app.listen({ host: '127.0.0.1', port: ports.app })
    kannel = await startKannel({ ports, secret: SECRET, password: PASSWORD })
    city = await lapor.staff('institution_admin', 'kota-pekalongan')
    works = await lapor.staff('unit_officer', 'pkl-dpupr')
  })
  afterAll(async () => {
    await kannel?.[Symbol.asyncDispose]()
    await lapor[Symbol.asyncDispose]()
  })

  const gateway = () => {
    if (kannel === undefined) throw new Error('Kannel did not start')
    return kannel
  }
  const ask = async (from: string, text: string) => {
    await gateway().say(from, text)
    return gateway().next(phone(from))
  }
  /** The next line with these words; a message of several lines comes line by line. */
  const hear = async (from: string, words: string) => {
    while (!(await gateway().next(phone(from))).includes(words));
  }
  const exchange = async (from: string, text: string, words: string) => {
    await gateway().say(from, text)
    await hear(from, words)
  }
  const phone = (from: string) => from.replace(/^0/, '+62')
  /** What the worker does after an action: tell those concerned. */
  const tell = async ({ report, seq }: ActionResult) => {
    await notifyOfEvent(
      { ...lapor.context, baseUrl: lapor.context.config.baseUrl },
      { report_id: report.id, seq },
    )
    await lapor.workChannels()
  }
  const numberIn = (text: string) => /\d{10}/.exec(text)?.[0] ?? ''
  const stateOf = async (number: string) => (await readReport(lapor.context.db, number))?.report

  test('the story by SMS: report, question, answer, dispute, answer, rating', async () => {
    const from = '081234560001'
    const number = numberIn(await ask(from, 'PEKALONGAN KOTA lampu jalan mati di depan pasar Banjarsari'))
    expect(await stateOf(number)).toMatchObject({
      state: 'submitted',
      channel: 'sms',
      body: 'lampu jalan mati di depan pasar Banjarsari',
    })
    await assignReport(lapor.context, city.actor, number, { institution_code: 'pkl-dpupr' })
    await tell(
      await holdReport(lapor.context, works.actor, number, { text: 'Di sebelah mana pasar tepatnya?' }),
    )
    await hear(from, 'Di sebelah mana pasar tepatnya?')
    await exchange(from, 'sebelah utara dekat masjid', number)
    expect(await stateOf(number)).toMatchObject({ state: 'assigned' })
    await tell(await answerReport(lapor.context, works.actor, number, { text: 'Lampunya sudah kami ganti.' }))
    await hear(from, 'Balas SELESAI, atau BELUM')
    await exchange(from, 'cek', 'SELESAI')
    await exchange(from, 'Belum, masih mati', 'dibuka kembali')
    await tell(
      await answerReport(lapor.context, works.actor, number, { text: 'Kabel dan lampu sudah diganti.' }),
    )
    await hear(from, 'Kabel dan lampu sudah diganti.')
    await exchange(from, 'Selesai', 'Beri nilai')
    await exchange(from, '5', '5 dari 5')
    expect(await stateOf(number)).toMatchObject({ state: 'closed', close_kind: 'reporter', rating: 5 })
    // What the operator's side said of the messages came back.
    await expect
      .poll(async () => {
        const rows = await lapor.context.db
          .selectFrom('notifications')
          .select(['parts', 'delivery'])
          .execute()
        return rows.filter(({ parts }) => parts !== null).map(({ delivery }) => delivery)
      })
      .toEqual(['delivered', 'delivered', 'delivered'])
  })

  test('a keyword of two governments is asked back, and the number chosen decides', async () => {
    const from = '081234560002'
    await exchange(from, 'Pekalongan jembatan putus di Kedungwuni', 'Balas angkanya')
    const lines = [await gateway().next(phone(from)), await gateway().next(phone(from))]
    const line = lines.find((each) => each.includes('Kab'))?.slice(0, 1) ?? ''
    expect(await stateOf(numberIn(await ask(from, line)))).toMatchObject({
      body: 'jembatan putus di Kedungwuni',
    })
  })

  test('the parts of a long SMS are one report, in whatever order they come', async () => {
    const from = '081234560003'
    await gateway().sayPart(from, '050003C70202', 'tetap berlubang dan sering ada kecelakaan')
    await gateway().sayPart(from, '050003C70201', 'PekalonganKota jalan depan sekolah ')
    expect(await stateOf(numberIn(await gateway().next(phone(from))))).toMatchObject({
      body: 'jalan depan sekolah tetap berlubang dan sering ada kecelakaan',
    })
  })
})
