#!/bin/sh
# Started by Scrypted in Node's place; descriptors 3 and 4 are the connection. The program lies in the plugin's volume, which
# outlives upgrades, because the zip must stay small.
reid="$SCRYPTED_PLUGIN_VOLUME/bin/reid"

# With the connection closed, so that the trial cannot speak on it.
if ! "$reid" --version >/dev/null 3<&- 4>&- 5>&-; then
  echo "ReID Service: $reid does not run here. Copy a build for this machine there, or deploy the usual plugin again." >&2
  exit 1
fi

# Nothing may stand between: the server's signals go to this process alone.
exec "$reid" plugin
