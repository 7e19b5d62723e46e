version 1.0

task t {
  input {
    File bam
    File bai
    Array[File] same_names
  }
  command <<<
    test "$(dirname ~{bam})" = "$(dirname ~{bai})" && echo together
    test -e ~{bam}.bai && echo index
    cat ~{sep=" " same_names}
  >>>
  output { Array[String] lines = read_lines(stdout()) }
}

workflow w {
  input {
    File bam
    File bai
    Array[File] same_names
  }
  call t { input: bam = bam, bai = bai, same_names = same_names }
}
