version 1.0

task make {
  input {
    String name
    String file = "result.txt"
    Boolean is_loud = false
  }
  command <<<
    mkdir -p sub
    echo "~{name}" | tee "sub/~{file}" > left-over.txt
    echo "made ~{name}"
    if ~{is_loud}; then echo "oh" >&2; fi
  >>>
  output {
    File made = "sub/~{file}"
  }
}

workflow cromwell_options {
  input {
    String file = "result.txt"
    Boolean is_loud = false
  }
  scatter (name in ["a", "b"]) {
    call make { input: name = name, file = name + "-" + file, is_loud = is_loud }
  }
  call make as single { input: name = "c", file = file, is_loud = is_loud }
  output {
    Array[File] scattered = make.made
    File one = single.made
  }
}
