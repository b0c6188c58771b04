# Runs a reader with a root folder of its own, in which only the given folders and files stand, none of them to be
# written. Called within fresh namespaces (user, mount, process, network: see isolation.ts), so nothing of it is seen
# outside and all of it ends with the reader.
#
#   own-namespaces.sh SETPRIV FOLDER-OR-FILE... -- COMMAND...
set -eu
setpriv=$1
shift
ulimit -c 0

# Every Linux has this folder, and no code lies in it. What is mounted on it is this process's alone.
root=/sys
mount -t tmpfs -o mode=755,size=1m,nosuid,nodev reader "$root"
while [ "$1" != -- ]; do
  if [ -d "$1" ]; then
    mkdir -p "$root$1"
  else
    mkdir -p "$root${1%/*}"
    [ -e "$root$1" ] || : >"$root$1"
  fi
  mount --bind -o ro,nosuid,nodev "$1" "$root$1"
  shift
done
shift
mount -o remount,ro "$root"

# Not with exec: the first process of a namespace is spared the signals by which a reader says that its memory is full.
chroot "$root" "$setpriv" --no-new-privs --bounding-set=-all --inh-caps=-all -- "$@"
