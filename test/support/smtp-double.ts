import { type AddressInfo, createServer, type Socket } from 'node:net'

export interface SmtpDouble extends AsyncDisposable {
  readonly url: string
  /** Each accepted message as it came over the wire. */
  readonly received: string[]
  /** What the next messages are answered with, e.g. `550 no such user`; null accepts. */
  answerWith(reply: string | null): void
}

/** A mail server that speaks just enough SMTP (RFC 5321) to take messages in. */
export async function startSmtpDouble(): Promise<SmtpDouble> {
  const received: string[] = []
  let refusal: string | null = null
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    converse(
      socket,
      () => refusal,
      (message) => received.push(message),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answerWith(reply) {
      refusal = reply
    },
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function converse(socket: Socket, refusal: () => string | null, keep: (message: string) => void): void {
  let waiting = ''
  let inData = false
  socket.write('220 double\r\n')
  socket.on('data', (chunk) => {
    waiting += chunk.toString('utf8')
    for (;;) {
      const end = waiting.indexOf(inData ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const line = waiting.slice(0, end)
      waiting = waiting.slice(end + (inData ? 5 : 2))
      if (inData) {
        inData = false
        keep(line)
        socket.write('250 kept\r\n')
      } else if (/^DATA/i.test(line)) {
        inData = true
        socket.write('354 go on\r\n')
      } else if (/^RCPT/i.test(line)) socket.write(`${refusal() ?? '250 ok'}\r\n`)
      else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
      else socket.write('250 double\r\n')
    }
  })
}
