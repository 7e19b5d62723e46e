# Sourced: where the rig keeps its state, and the variables of its processes and clients.
RIG=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export RIG_STATE=${RIG_STATE:-${TMPDIR:-/tmp}/martlet-rig}
export RIG_PORT=${RIG_PORT:-5700}

mkdir -p "$RIG_STATE"
base_images=
[ -z "${RIG_BASE:-}" ] || base_images="\"$RIG_BASE/storage\""
for name in containers storage; do
  sed "s#@RIG@#$RIG#g;s#@STATE@#$RIG_STATE#g;s#@BASE@#$base_images#g" "$RIG/settings/$name.conf" > "$RIG_STATE/$name.conf.$$"
  mv "$RIG_STATE/$name.conf.$$" "$RIG_STATE/$name.conf"
done

# What a client needs: podman's own storage, and AWS at the rig. Job containers get the same endpoint.
rig_variables=(
  "RIG_STATE=$RIG_STATE"
  "RIG_PORT=$RIG_PORT"
  "CONTAINERS_CONF=$RIG_STATE/containers.conf"
  "CONTAINERS_STORAGE_CONF=$RIG_STATE/storage.conf"
  "AWS_ENDPOINT_URL=http://127.0.0.1:$RIG_PORT"
  "AWS_EC2_METADATA_SERVICE_ENDPOINT=http://127.0.0.1:$RIG_PORT"
  "AWS_REGION=us-east-1"
  "AWS_DEFAULT_REGION=us-east-1"
  "AWS_ACCESS_KEY_ID=test"
  "AWS_SECRET_ACCESS_KEY=test"
)

# The same Snakemake in its image and beside the tests.
snakemake_packages=(snakemake==9.27.1 snakemake-storage-plugin-s3==0.3.6 snakemake-interface-executor-plugins==9.4.0)
