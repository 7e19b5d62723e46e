version 1.1

workflow example {
  input {
    Int size
    Int? other
    Array[File] files
  }
  output {
    Boolean known = defined(size)
    Int first = select_first([size, other])
    Array[File] all = select_all(files)
    File one = select_first(files)
    Int fine = select_first([other, size])
  }
}
