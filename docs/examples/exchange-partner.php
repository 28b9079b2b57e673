<?php
// A small partner of the exchange (docs/exchange.md). Give LAPOR! the address of this script as your link's:
//   LAPOR_URL=https://lapor.example.go.id LAPOR_KEY=lapor_sys_… LAPOR_SECRET=whsec_… php -S 0.0.0.0:8080 exchange-partner.php
// It accepts what is offered and keeps it in partner.json. Your people then say what they did:
//   LAPOR_URL=… LAPOR_KEY=… php exchange-partner.php update KAB-1 "Tim kami meninjau lokasi besok pagi."
//   LAPOR_URL=… LAPOR_KEY=… php exchange-partner.php answer KAB-1 "Lampu sudah kami ganti."
const ME = 'simpel-kabupaten';
const STORE = __DIR__ . '/partner.json';

if (PHP_SAPI === 'cli') {
    [, $type, $number, $text] = $argv;
    echo json_encode(change(fn (array &$reports) => say($reports[$number], $type, ['text' => $text]))), "\n";
    exit;
}

$body = file_get_contents('php://input');
if (!isSigned($body)) {
    http_response_code(401);
    exit;
}
$message = json_decode($body, true);
$data = $message['data'];
$answer = change(function (array &$reports) use ($message, $data) {
    $number = numberOf($reports, $data['origin']);
    if ($message['type'] === 'exchange.offer' && $number === null) {
        $number = 'KAB-' . (count($reports) + 1);
        $reports[$number] = ['number' => $number, 'origin' => $data['origin'], 'hops' => $data['hops'], 'sent' => 0, 'heard' => 0];
    }
    if ($number === null) {
        return ['outcome' => 'refused', 'reason' => 'unknown_report', 'number' => null, 'repeated' => false];
    }
    $report = &$reports[$number];
    $repeated = $data['seq'] <= $report['heard'];
    // LAPOR! sends the messages of a report in their order, each after the one before has arrived.
    if (!$repeated) {
        $report['heard'] = $data['seq'];
        $report['said'][] = ['type' => $message['type'], 'title' => $data['report']['title'] ?? null, 'text' => $data['text'] ?? null];
        if ($message['type'] === 'exchange.offer') {
            say($report, 'accept', []);
        }
    }
    return ['outcome' => 'applied', 'reason' => null, 'number' => $number, 'repeated' => $repeated];
});
header('content-type: application/json');
echo json_encode($answer);

/** Standard Webhooks: HMAC-SHA256 of "id.timestamp.body" by the secret, and not older than five minutes. */
function isSigned(string $body): bool
{
    $id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
    $at = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
    $key = base64_decode(substr(getenv('LAPOR_SECRET'), strlen('whsec_')));
    $right = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$at.$body", $key, true));
    foreach (explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $given) {
        if (hash_equals($right, $given)) {
            return abs(time() - (int) $at) <= 300;
        }
    }
    return false;
}

/** Say something of a report. The id is made of its number and seq: sent again it is the same message. */
function say(array &$report, string $type, array $more): array
{
    $seq = ++$report['sent'];
    $message = [
        'id' => ME . "-{$report['number']}-$seq",
        'type' => "exchange.$type",
        'timestamp' => gmdate('Y-m-d\TH:i:s\Z'),
        'data' => [
            'from' => ME,
            'origin' => $report['origin'],
            'hops' => [...$report['hops'], ME],
            'number' => $report['number'],
            'seq' => $seq,
            'saw' => $report['heard'],
        ] + $more,
    ];
    $call = curl_init(getenv('LAPOR_URL') . '/api/v1/exchange/messages');
    curl_setopt_array($call, [
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 30,
        CURLOPT_HTTPHEADER => ['authorization: Bearer ' . getenv('LAPOR_KEY'), 'content-type: application/json'],
        CURLOPT_POSTFIELDS => json_encode($message),
    ]);
    $answer = curl_exec($call);
    if ($answer === false || curl_getinfo($call, CURLINFO_HTTP_CODE) >= 300) {
        // Not taken in: nothing was counted, the same is said once more later.
        throw new RuntimeException('LAPOR! did not take the message: ' . curl_error($call));
    }
    return json_decode($answer, true);
}

/** Read the reports, let them be changed by one at a time, write them. */
function change(callable $do): array
{
    $file = fopen(STORE, 'c+');
    flock($file, LOCK_EX);
    $reports = json_decode(stream_get_contents($file) ?: '[]', true);
    $result = $do($reports);
    ftruncate($file, 0);
    rewind($file);
    fwrite($file, json_encode($reports, JSON_PRETTY_PRINT));
    fclose($file);
    return $result;
}

function numberOf(array $reports, array $origin): ?string
{
    foreach ($reports as $number => $report) {
        if ($report['origin'] == $origin) {
            return $number;
        }
    }
    return null;
}
