#!/bin/sh
# granola and a real mail server, Exim: is what we send delivered as it was written?
#
#	tests/mail.sh [EXIM]		as root, in a built tree; needs exim4-daemon-light
#
# Exim runs on loopback ports with a configuration of its own, and delivers to
# directories below a temporary one. Editions are handed to it in clear, by STARTTLS
# and a password, by TLS from the start, and through its own sendmail; then fifty runs
# are killed with -9 while they mail (KILLS says how many).
set -u
srcdir=$(cd "$(dirname "$0")/.." && pwd)
GRANOLA=${GRANOLA:-$PWD/granola}
exim=${1:-/usr/sbin/exim4}
export srcdir
. "$srcdir/tests/support/scenario.sh"
[ "$(id -u)" -eq 0 ] || skip "only root may deliver mail for others"
[ -x "$exim" ] || skip "there is no $exim; install exim4-daemon-light, or name another"
[ -x "$GRANOLA" ] || skip "there is no $GRANOLA; run this where granola was built, or set GRANOLA"
begin mail
chmod 755 "$place"
mkdir "$place/exim" "$place/mail"
chmod 777 "$place/exim" "$place/mail"
cp -R "$srcdir/conf/sample" "$place/sample"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 \
	-keyout "$place/key.pem" -out "$place/cert.pem" -subj /CN=localhost \
	-addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' 2>/dev/null || fail "no certificate"
chmod 644 "$place/key.pem"
(umask 077 && echo jane:se:same >"$place/auth" && echo jane:wrong >"$place/wrong")

free_ports() {		# two of them
	python3 -c 'import socket
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*[s.getsockname()[1] for s in sockets])'
}
# shellcheck disable=SC2046 # two words
set -- $(free_ports)
port=$1 tls_port=$2

cat >"$place/exim.conf" <<END
primary_hostname = localhost
spool_directory = $place/exim
log_file_path = $place/exim/log_%slog
pid_file_path = $place/exim/pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = $port : $tls_port
tls_on_connect_ports = $tls_port
tls_advertise_hosts = *
tls_certificate = $place/cert.pem
tls_privatekey = $place/key.pem
qualify_domain = example.net
trusted_users = root
deliver_drop_privilege = true
host_lookup =
rfc1413_hosts =
keep_environment =
acl_smtp_rcpt = acl_rcpt
begin acl
acl_rcpt:
  deny message = no such reader
       local_parts = nobody
  defer message = come back later
       local_parts = later
  deny message = not without a password
       local_parts = secret
       !authenticated = *
  accept domains = example.net
  deny message = relay not permitted
begin routers
everybody:
  driver = accept
  domains = example.net
  local_parts = jane : secret : a : b : c : d
  transport = directory
begin transports
directory:
  driver = appendfile
  directory = $place/mail/\$local_part_data
  create_directory
  maildir_format
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{\$auth2}{jane}}{eq{\$auth3}{se:same}}}}
  server_set_id = \$auth2
  server_advertise_condition = \${if def:tls_in_cipher}
END
printf '#!/bin/sh\nexec "%s" -C "%s" "$@"\n' "$exim" "$place/exim.conf" >"$place/sendmail"
chmod 755 "$place/sendmail"
"$exim" -C "$place/exim.conf" -bdf -q1m >"$place/log" 2>&1 &
background=$!
# shellcheck disable=SC2016 # for the other shell
wait_for 10 python3 -c 'import socket, sys; socket.create_connection(("127.0.0.1", int(sys.argv[1])))' \
	"$port" || fail "Exim does not start"

configure() {	# READERS MAIL_OPTION ...
	{
		printf '[granola]\nstate = %s\noutput = %s\n' "$place/state" "$place/digests"
		printf '[digest: Für alle]\nformats = text\nmail-to = %s\n' "$1"
		printf '[mail]\nfrom = Granola <granola@example.org>\n'
		shift
		printf '%s\n' "$@"
		sed -n '/^\[feeds: World\]/,$p' "$srcdir/conf/sample/granola.conf"
	} >"$place/sample/granola.conf"
}
now=2026-11-22T18:00:00Z
once() {
	expect 0 granola once -v --force --now $now -c "$place/sample/granola.conf"
}
begin_anew() {
	rm -rf "$place/state" "$place/digests" "$place"/mail/*
}
delivered() {	# READER: so many
	find "$place/mail/$1/new" -type f 2>/dev/null | wc -l | tr -d ' '
}
arrived() {	# READER NUMBER
	[ "$(delivered "$1")" -eq "$2" ]
}
check() {	# WHAT READER: one message, whole
	wait_for 20 arrived "$2" 1 || fail "$1: $2 has $(delivered "$2") messages"
	python3 "$srcdir/tests/support/letters.py" --delivered "$place/mail/$2/new"/* >"$place/letters" ||
		fail "$1: what $2 got is not what it should be"
	echo "ok: $1"
}
try() {		# WHAT READER MAIL_OPTION ...
	what=$1 reader=$2
	shift 2
	begin_anew
	configure "$reader@example.net" "$@"
	once
	check "$what" "$reader"
}
try_in_vain() {	# WHAT SAID READER MAIL_OPTION ...
	what=$1 said=$2 reader=$3
	shift 3
	begin_anew
	configure "$reader" "$@"
	once
	says "$place/err" "$said"
	echo "ok: $what"
}

server="server = smtp://127.0.0.1:$port"
trust="ca-file = $place/cert.pem"
try "in clear" jane "$server"
try "by STARTTLS" jane "$server" "tls = yes" "$trust"
try "by TLS from the start" jane "server = smtps://localhost:$tls_port" "$trust"
try "with a password" secret "$server" "tls = yes" "$trust" "auth-file = $place/auth"
try "by its own sendmail" jane "sendmail = $place/sendmail"
try_in_vain "a wrong password" "does not take our user and password: 535" secret@example.net \
	"$server" "tls = yes" "$trust" "auth-file = $place/wrong"
try_in_vain "no password" "550 not without a password" secret@example.net "$server"
try_in_vain "a reader that is none" "for good: 127.0.0.1:$port answers: 550 no such reader" \
	nobody@example.net "$server"
try_in_vain "a reader to come back to" "yet: 127.0.0.1:$port answers: 451 come back later" \
	later@example.net "$server"
try_in_vain "a certificate that nobody trusts" "self-signed certificate" jane@example.net \
	"$server" "tls = yes"

# kill -9, and then once more.
readers="a@example.net, b@example.net, c@example.net, d@example.net"
configure "$readers" "$server"
begin_anew
started=$(date +%s%N)
once
took_ms=$((($(date +%s%N) - started) / 1000000))
seed=$(date +%s)
kills=${KILLS:-50}
killed=0 doubled=0 round=0
while [ $round -lt "$kills" ]; do
	round=$((round + 1))
	begin_anew
	"$GRANOLA" once --now $now -c "$place/sample/granola.conf" >/dev/null 2>&1 &
	victim=$!
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	sleep "$(awk "BEGIN { print $seed / 2147483648 * $took_ms / 1000 }")"
	kill -9 $victim 2>/dev/null && killed=$((killed + 1))
	wait $victim 2>/dev/null
	once
	is "messages that wait" \
		"$(store "select count(*) from mail where over is null or is_sent = 0")" 0
	sleep 1
	twice=0
	for reader in a b c d; do
		wait_for 20 test "$(delivered $reader)" -ge 1 || fail "round $round: $reader has none"
		twice=$((twice + $(delivered $reader) - 1))
	done
	[ $twice -le 1 ] || fail "round $round: $twice messages came twice"
	python3 "$srcdir/tests/support/letters.py" --delivered "$place"/mail/*/new/* >"$place/letters" ||
		fail "round $round: a message is cut short"
	is "Message-IDs" "$(cut -f 2 "$place/letters" | sort -u | wc -l | tr -d ' ')" 4
	doubled=$((doubled + twice))
done
echo "$killed of $kills runs were killed; $doubled sent what was in hand twice"
