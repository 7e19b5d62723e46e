version 1.1

task t {
  input {
    Array[String] names
    Boolean flag
    Int? maybe
  }
  command <<<
    ~{sep=' ' names} ~{true='-f' false='' flag} ~{default=3 maybe} ~{sep(' ', names)}
  >>>
  runtime {
    container: "debian:12"
  }
}
