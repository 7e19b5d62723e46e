version 1.0

task make {
  command <<<
    mkdir x
    echo 1 > x/one.txt
    echo 2 > two.txt
    printf 'x/one.txt\n%s/two.txt\n' "$PWD" > names
  >>>
  output { Array[File] files = read_lines("names") }
}

task all {
  input { Array[File] files }
  command <<< xargs cat < ~{write_lines(files)} >>>
  output { Array[Int] numbers = read_lines(stdout()) }
}

workflow w {
  call make
  call all { input: files = make.files }
  output { Array[Int] numbers = all.numbers }
}
