task show {
  Map[String, Int] ages
  Pair[Int, String] pair
  command { cat ${write_map(ages)}; echo ${pair.left} ${pair.right} }
  output { Array[String] lines = read_lines(stdout()) }
}

workflow compound {
  Map[String, Int] ages = {"ada": 36, "bob": 41}
  Pair[Int, String] pair = (1, "one")
  call show { input: ages = ages, pair = pair }
  output {
    Array[String] lines = show.lines
    Int age = ages["ada"]
    String right = pair.right
    Array[Pair[Int, String]] zipped = zip([1, 2], ["a", "b"])
    Array[Pair[Int, String]] crossed = cross([1, 2], ["a", "b"])
    Map[Int, String] by_number = {1: "one", 2: "two"}
  }
}
