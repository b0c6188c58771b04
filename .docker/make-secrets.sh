#!/bin/sh
# Makes geheimen/ beside docker-compose.yml, with a fresh password for each server. Run once, before the first start.
# The files can be read by every account inside a container that is given them, hence 0444; the folder is this account's
# alone, so that nobody else on this machine comes near them.
set -eu
folder="${1:-$(dirname "$0")/../geheimen}"
if [ -e "$folder" ]; then
  echo "$folder is er al: de wachtwoorden daarin blijven zoals ze zijn." >&2
  exit 1
fi
umask 077
mkdir "$folder"

random() { od -An -tx1 -N "$1" /dev/urandom | tr -d ' \n'; }
keep() { printf '%s\n' "$2" > "$folder/$1" && chmod 0444 "$folder/$1"; }

mongodb="$(random 24)"
valkey="$(random 24)"
keep mongodb_root_password "$(random 24)"
keep mongodb_password "$mongodb"
keep mongodb_keyfile "$(random 96)"
keep mongodb_uri "mongodb://intake:$mongodb@mongodb:27017/klantcontact-intake?replicaSet=rs0&authSource=admin"
keep valkey_password "$valkey"
keep redis_url "redis://:$valkey@valkey:6379"
echo "Gemaakt: $folder. Bewaar een kopie op een veilige plaats: zonder deze wachtwoorden zijn de gegevens niet te openen."
