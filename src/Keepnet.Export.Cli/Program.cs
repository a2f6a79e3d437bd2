Console.WriteLine("keepnet-export");
