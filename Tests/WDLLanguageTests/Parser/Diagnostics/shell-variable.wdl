version 1.3

task t {
  input {
    String s
  }
  command {
    x=${s}
    echo ${x:-none} ${#x} ${x%.bam}
  }
}
