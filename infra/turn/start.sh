# Starts coturn in its container: the configuration that the template carries, the shared secret, the task's own address.
# A task has a second address, of its metadata (169.254.172.2), from which nothing can be relayed: so one is named.
umask 077
address=${TURN_ADDRESS:-$(getent ahostsv4 "$(hostname)" | head -n 1 | cut -d ' ' -f 1)}
configuration=$TURN_DIRECTORY/turnserver.conf
printf '%s\n' "$TURN_CONFIGURATION" "static-auth-secret=$TURN_SECRET" "listening-ip=$address" "relay-ip=$address" \
  "userdb=$TURN_DIRECTORY/turndb" "pidfile=$TURN_DIRECTORY/turnserver.pid" >"$configuration"
unset TURN_SECRET TURN_CONFIGURATION
# The store of users (nobody is in it) is made before it is needed: threads that each begin to make it refuse the caller.
turnadmin --list --userdb="$TURN_DIRECTORY/turndb"
exec turnserver -c "$configuration" "$@"
