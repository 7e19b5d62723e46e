version 1.0

task t {
  input {
    File f
    String name = basename(f, ".txt")
  }
  String other = sub(f, "\\.txt$", ".out")
  command <<<
    cp ~{f} ~{name}.copy
    basename ~{other}
  >>>
  output {
    File copy = name + ".copy"
    String base = read_string(stdout())
    File original = f
  }
}

workflow w {
  input { File f }
  call t { input: f = f }
  output {
    String base = t.base
    String content = read_string(t.copy)
    String again = read_string(t.original)
  }
}
