version 1.0

task t {
  command <<< echo fine >>>
  runtime { docker: ["ubuntu:22.04", "debian:12"] }
  output { String text = read_string(stdout()) }
}

workflow w { call t }
