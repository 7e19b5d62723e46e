version 1.0

# What each container sees of the options that its task asks for: a line `name=value` for each fact.
workflow container_shape {
  call limits
  call memory_file_systems
  call read_only
  call identity
  call devices
  call places

  output {
    Map[String, String] limits_facts = limits.facts
    Map[String, String] memory_facts = memory_file_systems.facts
    Map[String, String] read_only_facts = read_only.facts
    Map[String, String] identity_facts = identity.facts
    Map[String, String] device_facts = devices.facts
    Map[String, String] place_facts = places.facts
  }
}

# Cromwell's attributes.
task limits {
  command <<<
    printf 'nofile\t%s:%s\n' "$(ulimit -S -n)" "$(ulimit -H -n)"
    printf 'core\t%s:%s\n' "$(ulimit -S -c)" "$(ulimit -H -c)"
    printf 'memory\t%s\n' "$(cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null)"
  >>>
  output {
    Map[String, String] facts = read_map(stdout())
  }
  runtime {
    docker: "localhost/busybox:latest"
    memory: "96 MiB"
    ulimits: [{"name": "nofile", "softLimit": "512", "hardLimit": "1024"}, {"name": "core", "softLimit": "0", "hardLimit": "0"}]
  }
}

# Nextflow's options.
task memory_file_systems {
  command <<<
    printf 'shm\t%s\n' "$(df -k /dev/shm | tail -n 1 | awk '{print $2}')"
    printf 'tmpfs\t%s\n' "$(df -k /scratch | tail -n 1 | awk '{print $2}')"
    printf 'type\t%s\n' "$(awk '$2 == "/scratch" {print $3}' /proc/mounts)"
    printf 'options\t%s\n' "$(awk '$2 == "/scratch" {print $4}' /proc/mounts)"
  >>>
  output {
    Map[String, String] facts = read_map(stdout())
  }
  runtime {
    docker: "localhost/busybox:latest"
    memory: "96 MiB"
    containerOptions: "--shm-size=24m --tmpfs /scratch:rw,noexec,size=12"
  }
}

task read_only {
  command <<<
    touch /forbidden 2>/dev/null && can=yes || can=no
    printf 'root\t%s\n' "$can"
    touch "$TMPDIR_OF_TASK/allowed" && can=yes || can=no
    printf 'tmp\t%s\n' "$can"
  >>>
  output {
    Map[String, String] facts = read_map(stdout())
  }
  runtime {
    docker: "localhost/busybox:latest"
    memory: "96 MiB"
    containerOptions: "--read-only --tmpfs /tmp:exec,size=96 -e TMPDIR_OF_TASK=/tmp"
  }
}

task identity {
  command <<<
    printf 'user\t%s:%s\n' "$(id -u)" "$(id -g)"
    printf 'first\t%s\n' "$(tr '\0' '\n' < /proc/1/cmdline | head -n 1)"
    printf 'greeting\t%s\n' "$GREETING"
    printf 'everywhere\t%s\n' "$EVERYWHERE"
  >>>
  output {
    Map[String, String] facts = read_map(stdout())
  }
  runtime {
    docker: "localhost/busybox:latest"
    memory: "96 MiB"
    containerOptions: "-u 1234:2345 --init -e GREETING='good \"day\"; $HOME'"
  }
}

task devices {
  command <<<
    [ -c /dev/fuse ] && fuse=yes || fuse=no
    printf 'fuse\t%s\n' "$fuse"
    printf 'capabilities\t%s\n' "$(awk '/CapEff/ {print $2}' /proc/self/status)"
  >>>
  output {
    Map[String, String] facts = read_map(stdout())
  }
  runtime {
    docker: "localhost/busybox:latest"
    memory: "96 MiB"
    fuseMount: true
    sharedMemorySize: "32 MB"
  }
}

task places {
  command <<<
    printf 'reference\t%s\n' "$(cat /references/genome.txt)"
    touch /references/more 2>/dev/null && can=yes || can=no
    printf 'writable\t%s\n' "$can"
    echo 'kept' > /mnt/efs/kept.txt
    printf 'efs\t%s\n' "$(ls /mnt/efs)"
    echo 'large' > /mnt/data/large && can=yes || can=no
    printf 'disk\t%s\n' "$can"
  >>>
  output {
    Map[String, String] facts = read_map(stdout())
  }
  runtime {
    docker: "localhost/busybox:latest"
    memory: "96 MiB"
    disks: "local-disk 1 SSD, /mnt/data 1 HDD"
    volumes: ["efs://fs-0abc/shared:/mnt/efs"]
  }
}
