// Made of infra/terraform by TerraformModuleTests: change it there.

extension TerraformModule {
  static let start = #"""
    #!/bin/sh
    # Runs once when a machine starts, before it takes jobs.
    set -eu
    %{ if scratch != "" ~}

    # The disk for work files: on Xen it is called as it was asked for, on Nitro it is the EBS disk that holds nothing yet.
    disk=/dev/xvdb
    if [ ! -b "$disk" ]; then
      for candidate in $(lsblk --nodeps --noheadings --paths --output NAME); do
        case $(lsblk --nodeps --noheadings --output MODEL "$candidate") in "Amazon Elastic Block Store"*) ;; *) continue ;; esac
        if [ -z "$(lsblk --noheadings --output FSTYPE,PTTYPE "$candidate" | tr -d ' \n')" ]; then disk=$candidate; fi
      done
    fi
    mkfs.xfs -q "$disk"
    mkdir -p ${scratch}
    mount -o noatime "$disk" ${scratch}
    chmod 1777 ${scratch}
    %{ endif ~}
    %{ if agent != "" ~}

    # The agent, which containers mount. What is not the file that was put into the bucket is not kept.
    command -v aws > /dev/null || dnf install -y awscli-2 || yum install -y awscli
    mkdir -p "$(dirname ${agent})"
    aws s3 cp --region ${region} "${source}" ${agent}.new
    echo "${sha256}  ${agent}.new" | sha256sum --check --quiet
    chmod 0755 ${agent}.new
    mv ${agent}.new ${agent}
    %{ endif ~}

    """#
}
