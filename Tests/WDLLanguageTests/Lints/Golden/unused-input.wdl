version 1.2

task t {
  meta {
    volatile: ["salt"]
  }
  input {
    String used
    String unused = "x"
    String salt
    File index
    Array[File]? more
    env String VARIABLE
    Int in_default
    Int in_requirements = in_default
    Int in_output
    String indirectly
  }
  command <<<
    echo ~{used} ${unused} ~{if true then "~{indirectly}" else ""}
  >>>
  output {
    Int out = in_output
  }
  requirements {
    container: "debian:12"
    cpu: in_requirements
  }
}

workflow w {
  input {
    Int unused
    Int passed
    Int scattered
    File reads
  }
  scatter (i in range(scattered)) {
    call t { in_default = passed, used = "", index = reads, salt = "", VARIABLE = "", in_output = i, indirectly = "" }
  }
}
