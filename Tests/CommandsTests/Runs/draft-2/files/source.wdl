task copy {
  File source
  String name = basename(source)
  command {
    cat ${source} > copy_of_${name}
    mkdir parts
    for i in 1 2 3; do echo $i > parts/p$i.txt; done
  }
  output {
    File copy = "copy_of_" + name
    Array[File] parts = glob("parts/*.txt")
    Int many = length(parts)
    Float bytes = size(copy)
    String content = read_string(copy)
  }
}

workflow files {
  File given
  call copy { input: source = given }
  output {
    copy.*
    String again = read_string(copy.copy)
  }
}
