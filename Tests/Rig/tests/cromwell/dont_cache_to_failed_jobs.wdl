version 1.1

task fail {
  command <<< exit 1 >>>

  output {
    Boolean done = true
  }

  runtime {
    container: "localhost/busybox:latest"
  }
}

workflow dont_cache_to_failed_jobs {
  call fail
}
