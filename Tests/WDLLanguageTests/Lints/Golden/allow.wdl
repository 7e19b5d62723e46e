# martlet: allow(wdl.missing-container)
version 1.1

# martlet: allow(wdl.unused-declaration)
task t {
  input {
    Int a  # martlet: allow(wdl.unused-input)
    # martlet: allow(wdl.unused-declaration)
    # martlet: allow(wdl.unused-input)
    Int b
    # martlet: allow(wdl.unused-input, wdl.unused-declaration)

    # it is for later
    Int c
    #martlet:allow(unused-input)
    Int d
    Int e
  }
  command <<<>>>
  output {
    Int size = "1"  # martlet: allow(wdl.permissive-coercion)
  }
}

workflow w {
  # martlet: allow(wdl.unused-inputs)
  call t { input: a = 1, b = 2, c = 3, d = 4, e = 5 }
}
