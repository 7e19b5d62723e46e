version 1.1

# One image of Docker Hub under its three names.
task run {
  input {
    String image
  }

  command <<< echo "ran" >>>

  output {
    String said = read_string(stdout())
  }

  runtime {
    container: image
  }
}

workflow docker_hash_dockerhub {
  scatter (image in ["busybox:latest", "docker.io/busybox:latest", "index.docker.io/library/busybox:latest"]) {
    call run { input: image = image }
  }

  output {
    Array[String] said = run.said
  }
}
