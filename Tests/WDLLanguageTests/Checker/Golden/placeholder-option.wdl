version 1.1

task t {
  input {
    Int n
    Boolean b
    Array[String] xs
    Array[Array[String]] nested
    String? s
  }
  command <<<
    ~{sep="," n} ~{sep=" " nested} ~{true="yes" b} ~{true="a" false="b" n}
    ~{default=7 s} ~{sep=" " xs} ~{true="a" false="b" b} ~{default="none" s}
  >>>
}
