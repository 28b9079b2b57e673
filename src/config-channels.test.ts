import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('a channel without settings is off', () => {
  expect(readConfig({}).channels).toEqual({ x: null, whatsapp: null, telegram: null, mailbox: null })
})

test('part of a group names everything that is missing, of all channels at once', () => {
  const read = () =>
    readConfig({
      LAPOR_X_API_KEY: 'a',
      LAPOR_WHATSAPP_TOKEN: 'a',
      LAPOR_WHATSAPP_TEMPLATE: 'Kabar Laporan',
      LAPOR_TELEGRAM_TOKEN: 'a',
      LAPOR_IMAP_URL: 'imaps://mail.example.go.id',
    })
  for (const name of [
    'LAPOR_X_API_SECRET',
    'LAPOR_X_USER_ID',
    'LAPOR_WHATSAPP_PHONE_ID',
    'LAPOR_WHATSAPP_APP_SECRET',
    'LAPOR_WHATSAPP_TEMPLATE must',
    'LAPOR_TELEGRAM_WEBHOOK_SECRET',
    'LAPOR_IMAP_URL must hold name and password',
    'LAPOR_IMAP_URL needs LAPOR_SMTP_URL',
  ]) {
    expect(read).toThrow(name)
  }
})

test('the address people write to is that of LAPOR_EMAIL_FROM', () => {
  const { channels } = readConfig({
    LAPOR_SMTP_URL: 'smtp://localhost',
    LAPOR_EMAIL_FROM: 'LAPOR! <Lapor@example.go.id>',
    LAPOR_IMAP_URL: 'imaps://lapor:rahasia@mail.example.go.id',
  })
  expect(channels.mailbox).toEqual({
    imapUrl: 'imaps://lapor:rahasia@mail.example.go.id',
    address: 'lapor@example.go.id',
    trustedServer: null,
  })
})
