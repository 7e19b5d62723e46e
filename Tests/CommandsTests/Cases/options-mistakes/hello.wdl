version 1.1

task hello {
  command <<< echo hello >>>
}
