version 1.0

task t {
  String? nothing
  command <<< echo "[~{nothing}]" >>>
  output {
    String text = read_string(stdout())
    String? still = nothing
  }
}

workflow w {
  Int? none
  call t
  output {
    String text = t.text
    String? still = t.still
    Boolean has = defined(none)
  }
}
