# Runs a reader with a root folder of its own, in which only given folders and files stand, none of them to be written.
# Called within fresh namespaces (user, mount, process, network: see isolation.ts), so nothing of it is seen outside and
# all of it ends with the reader. Few steps: on a machine that is short of time each of them waits for its turn.
#
#   own-namespaces.sh SETPRIV FSTAB FILE... -- COMMAND...
#
# FSTAB (fstab(5)) puts the folders in their place under /sys, which every Linux has and in which no code lies: what is
# mounted on it is this process's alone. A FILE stands in a folder that holds one of those.
set -eu
ulimit -c 0
setpriv=$1
fstab=$2
shift 2

mount -t tmpfs -o mode=755,size=1m,nosuid,nodev reader /sys
printf '%s' "$fstab" >/sys/fstab
mount --all --fstab /sys/fstab
while [ "$1" != -- ]; do
  : >"/sys$1"
  mount --bind -o ro,nosuid,nodev "$1" "/sys$1"
  shift
done
shift
mount -o remount,ro /sys

# Not with exec: the first process of a namespace is spared the signals by which a reader says that its memory is full.
chroot /sys "$setpriv" --no-new-privs --bounding-set=-all --inh-caps=-all -- "$@"
