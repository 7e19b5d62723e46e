task py {
  Int n
  command <<<
    python3 <<CODE
    for i in range(${n}):
        print("line {}".format(i))
    CODE
  >>>
  output { Array[String] lines = read_lines(stdout()) }
}

workflow python {
  call py { input: n = 2 }
}
